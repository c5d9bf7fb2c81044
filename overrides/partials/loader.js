{const{head}=document,{content}=document.querySelector("template")
addEventListener("DOMContentLoaded",()=>head.append(content))}
